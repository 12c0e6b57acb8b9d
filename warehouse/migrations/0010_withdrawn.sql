-- What a later reading of the same text does not find any more is withdrawn, not deleted.

ALTER TABLE claims ADD COLUMN withdrawn_at TIMESTAMP;
ALTER TABLE claims ADD COLUMN withdrawn_by VARCHAR;
ALTER TABLE review ADD COLUMN withdrawn_at TIMESTAMP;
ALTER TABLE review ADD COLUMN withdrawn_by VARCHAR;
