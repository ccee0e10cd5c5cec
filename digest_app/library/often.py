"""What packed records often say, so that no record has to say it again.

The compressor is given these words before each record, and refers to them. Never edit them:
what was packed with them can be unpacked with the very same words alone. They are our own
words: names of fields and kinds, reasons of rules. What comes last costs least to refer to.
"""

from __future__ import annotations

from typing import Final

OFTEN: Final = (
    '"comment_prompt","newsletter","copyright","photo_credit","caption","promo","tags","ad",'
    '["byline","page/byline",["dateline_meta","page/author","Stands in a button."],'
    '["other","page/below","Stands below the article\'s last paragraph."],'
    '["other","page/outside","Stands outside the part of the page that holds the article."],'
    '["read_also","page/link","Is a link and nothing else."],'
    '["title_repeat","page/title","Repeats the title."],'
    '["nav","page/links","A list of 5 links."],["nav","page/menu",'
    '["share","page/share","The page names this part “share”.“menu”.“header”.“footer”."],'
    '"quantity","date","percent","money","quote","role","cue","organization","place","person",'
    '"","",null,null,0.0,false,"",0,[]],'
    '"figure","table","preformatted","quote","list_item",1,"heading",2,[0,1.0,1],0],'
    '"paragraph",0,[0,0.0,0],0],"paragraph",0,null,0],'
    '"code","emphasis","",""],"strong","",""],"image","https://","link","https://www.'
    '["strong","",["button","",["aside","",["figcaption","",["figure","",["ul","",["li","",'
    '["h1","",["h2","",["a","",["span","",["section","",["footer","footer",["header","header",'
    '["article","article content",["main","",["body","",-1],["p","",["div","container",["div","",'
    '[],[],["the copyright line","the date line","the canonical link","the page\'s language",'
    '"description","modified","published","publisher","language","authors","image","title","url",'
    '"meta tags","microdata","JSON-LD","OpenGraph",[]],["'
    '"","","en","","",[]],[],[],[],[],""]]'
    '[{"Analysis":["removals","facts"],"Removal":["start","end","kind","rule","reason"],'
    '"Fact":["type","text","start","end","value","speaker","speaker_start","speaker_end",'
    '"sentence_start","sentence_end","score","key","why","group","parts"],'
    '"Part":["name","start","end"]},[[['
    '[{"Document":["text","blocks","metadata","inlines","notes","elements","furniture","stated"],'
    '"Block":["start","end","kind","level","layout","ordinal"],'
    '"Layout":["element","link_share","links"],'
    '"Metadata":["title","authors","publisher","published","modified","url","language","image",'
    '"description","origins"],"Origin":["field","source","value","others"],'
    '"Inline":["start","end","kind","target","alt"],"Element":["tag","words","parent"]},["'
).encode()
