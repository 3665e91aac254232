' What a template keeper does in LibreOffice Writer, one Sub for each edit: run by tests/edited/office.py.
' Each opens the exported template, edits it through Writer's own commands and saves it as Word does it.

Sub Main(source, folder)
    tasks = Array("luu_lai", "doi_kieu_doan", "them_doan", "chuyen_bang", "doi_phong_tieu_de", "sua_co_theo_doi", _
                  "lien_ket_ghi_chu", "tu_sua_loi", "qua_odt", "qua_doc", "xoa_doan_co_theo_doi")
    For Each task In tasks
        EditOne(task, source, folder)
    Next
    StarDesktop.terminate()
End Sub

Sub EditOne(task, source, folder)
    On Error Goto Failed
    doc = Opened(source)
    Apply(task, doc)
    If task = "qua_odt" Then doc = Through(doc, folder & "/" & task & ".odt", "writer8")
    If task = "qua_doc" Then doc = Through(doc, folder & "/" & task & ".doc", "MS Word 97")
    Stored(doc, folder & "/" & task & ".docx", "MS Word 2007 XML")
    doc.close(True)
    Exit Sub
Failed:
    Told(folder & "/" & task & ".loi.txt", Error$ & " (" & Erl & ")")
End Sub

Sub Apply(task, doc)
    Select Case task
        Case "doi_kieu_doan" : Restyle(doc)
        Case "them_doan" : AddParagraph(doc)
        Case "chuyen_bang" : MoveTable(doc)
        Case "doi_phong_tieu_de" : ChangeHeadingFont(doc)
        Case "sua_co_theo_doi" : EditWithTracking(doc)
        Case "lien_ket_ghi_chu" : LinkAndComment(doc)
        Case "tu_sua_loi" : AutoCorrect(doc)
        Case "xoa_doan_co_theo_doi" : DeleteParagraphsWithTracking(doc)
    End Select
End Sub

' Half of a tag bold and red, half of another in another size; a paragraph of the text in another style.
Sub Restyle(doc)
    found = FindText(doc, "ten_day_du")
    found.CharWeight = com.sun.star.awt.FontWeight.BOLD
    found.CharColor = RGB(192, 0, 0)
    found = FindText(doc, "{ nam_y }} với các")
    found.CharHeight = 16
    found.ParaStyleName = "Heading 4"
End Sub

Sub AddParagraph(doc)
    found = FindText(doc, "với các nội dung sau:")
    after = doc.Text.createTextCursorByRange(found.End)
    quoted = Chr(8220) & "tong_so_ho" & Chr(8221)
    gap = Chr(160)
    doc.Text.insertControlCharacter(after, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    doc.Text.insertString(after, "Toàn xã có {{" & gap & "so(" & quoted & ")" & gap & "}}, kế hoạch năm {{ nam_y }}.", False)
End Sub

' The first table of the text, cut and pasted behind the next heading.
Sub MoveTable(doc)
    Jump(doc, "Vượt kế hoạch")
    Send(doc, ".uno:SelectTable")
    Send(doc, ".uno:Cut")
    Jump(doc, "2.1 Lĩnh vực kinh tế")
    Send(doc, ".uno:GoToEndOfPara")
    Send(doc, ".uno:InsertPara")
    Send(doc, ".uno:Paste")
End Sub

Sub ChangeHeadingFont(doc)
    style = doc.StyleFamilies.getByName("ParagraphStyles").getByName("Heading 2")
    style.CharFontName = "Arial"
    style.CharColor = RGB(0, 0, 160)
    style = doc.StyleFamilies.getByName("ParagraphStyles").getByName("Ô chữ")
    style.CharPosture = com.sun.star.awt.FontSlant.ITALIC
End Sub

' With "Track changes" on: words replaced, one inside a tag; a sentence with a tag added. Nothing is accepted.
Sub EditWithTracking(doc)
    doc.RecordChanges = True
    Replaced(doc, "ban hành Kế hoạch", "xây dựng và ban hành Kế hoạch")
    Replaced(doc, "nam_y }} với các", "nam_x }} với các")
    found = FindText(doc, "nội dung sau:")
    after = doc.Text.createTextCursorByRange(found.End)
    doc.Text.insertControlCharacter(after, com.sun.star.text.ControlCharacter.PARAGRAPH_BREAK, False)
    doc.Text.insertString(after, "Đoạn thêm khi theo dõi, năm {{ nam_y }}.", False)
End Sub

Sub DeleteParagraphsWithTracking(doc)
    doc.RecordChanges = True
    found = FindText(doc, "Ủy ban nhân dân {{")
    cursor = doc.Text.createTextCursorByRange(found.Start)
    cursor.gotoStartOfParagraph(False)
    cursor.gotoNextParagraph(True)
    cursor.String = ""
End Sub

' A link on half of a tag, a comment and a bookmark in the middle of another.
Sub LinkAndComment(doc)
    found = FindText(doc, "don_vi.ten_day")
    found.HyperLinkURL = "https://xa.example.vn/"
    found = FindText(doc, "{ nam_y }} với")
    middle = doc.Text.createTextCursorByRange(found.Start)
    middle.goRight(3, False)
    note = doc.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author = "Phòng Tài chính" : note.Content = "Kiểm tra lại năm này"
    doc.Text.insertTextContent(middle, note, False)
    mark = doc.createInstance("com.sun.star.text.Bookmark")
    mark.Name = "nam_ke_hoach"
    doc.Text.insertTextContent(middle, mark, False)
End Sub

' What AutoCorrect leaves behind: a dash, a sign, curly quotes.
Sub AutoCorrect(doc)
    dash = Chr(8211)
    Replaced(doc, "{{ nam_y }} với", "{{ nam_x }} " & dash & " {{ nam_y if nam_y " & Chr(8800) & " " & Chr(8216) & Chr(8217) & " else nam_x }} với")
End Sub

' --- Writer's own means -------------------------------------------------------------------------------------------

Function Opened(source)
    Opened = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, Array())
End Function

Sub Stored(doc, target, filter)
    Dim how(0) As New com.sun.star.beans.PropertyValue
    how(0).Name = "FilterName" : how(0).Value = filter
    doc.storeToURL(ConvertToURL(target), how())
End Sub

Function Through(doc, file, filter)
    Stored(doc, file, filter)
    doc.close(True)
    Through = Opened(file)
End Function

Function FindText(doc, text)
    search = doc.createSearchDescriptor()
    search.SearchString = text
    search.SearchCaseSensitive = True
    found = doc.findFirst(search)
    If IsNull(found) Then Error 1000
    FindText = found
End Function

Sub Replaced(doc, before, after)
    found = FindText(doc, before)
    found.String = after
End Sub

Sub Jump(doc, text)
    doc.CurrentController.getViewCursor().gotoRange(FindText(doc, text).Start, False)
End Sub

Sub Send(doc, command)
    helper = createUnoService("com.sun.star.frame.DispatchHelper")
    helper.executeDispatch(doc.CurrentController.Frame, command, "", 0, Array())
End Sub

Sub Told(file, text)
    number = FreeFile
    Open file For Output As #number
    Print #number, text
    Close #number
End Sub
