-- Events are append-only.
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

-- What lists read: nothing personal, no key needed.
CREATE VIEW request_line AS
SELECT p.request_id AS id, r.reference, s.handle AS subject, r.broker, r.law, r."right", r.created_at,
       p.status, p.reason, p.outcome, p.sent_on, p.due_on, p.acknowledge_by, p.answered_on,
       p.snoozed_until, p.closed_at, p.unreviewed, p.last_seq
FROM projection p JOIN request r ON r.id = p.request_id JOIN subject s ON s.id = r.subject_id;
