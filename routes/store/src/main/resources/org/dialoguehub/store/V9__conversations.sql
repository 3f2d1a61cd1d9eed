-- What colleagues decided about a conversation: who is to answer, and that nothing is left to be said. All else of it follows from its notes.
-- Its name is the note it began with.
CREATE TABLE hub_conversations (
    note ${text} PRIMARY KEY,
    assignee ${text},
    assigned_by ${text},
    assigned_at BIGINT,
    closed_by ${text},
    closed_at BIGINT,
    closed_after ${text}
) ${clustered};

-- For the reactions to a note, which are events about it.
CREATE INDEX hub_inbox_note ON hub_inbox (note, sequence);
