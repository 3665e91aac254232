"""Evil templates and pictures: what they try (`tags`, `packages`, `pictures`), where (`places`), and the watch on them."""
