"""From bytes to the lines of one story, before anything is read in them.

    decoding    bytes to text: which encoding, what was broken on the way
    batch       a table of many texts: each row a text, and its columns fields beside it
    markup      HTML (`hypertext`) and Markdown (`marked`) out of the text: lines, and what the markup told
    frames      the frame of a European agency's wire; `codes`, those of an American one
    records     the fields of a press archive or a mailbox; `metadata`, labels at the top or a table of them
    wrapping    hard-wrapped lines joined
    breaks      breaks between paragraphs that were lost, put back

Nothing of the copy is lost here without a word in the report.
"""
