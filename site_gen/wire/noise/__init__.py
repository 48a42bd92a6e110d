"""What stands in a story and is not part of it, removed by listed rules only; each removal is reported.

`without_noise` (in `reading`) goes over the lines:

    runs        several lines that one begins: a label and what it lists, a player of films
    pasted      the headline of another story between two paragraphs
    beginnings  a line that is a page's own as a whole, or begins so: what the list (`rules`) has
    asides      what a page has put into a line: at its end, between its sentences, inside one
    behind      what a page goes on with behind the end of the story

`headlines` counts the headlines behind a label; `pointers` and `seams` tell where one ends that runs on into a sentence.
What is no line of a list but a part of the page by where it stands, a menu, the weather, a headline said twice, is
`furniture`'s.
"""
