"""What is taken from the attributes of a page's elements; see ``compiled_attributes.pyx``."""

from digest_app.readers.page.compiled_tree cimport Node

cdef str tag_of_element(const Node* node, const Node* body, object page_body)
cdef str words_of_element(const Node* node)
cdef str link_address(const Node* node)
cdef tuple image(const Node* node)
cdef long items_before(const Node* ordered_list) except? -7
