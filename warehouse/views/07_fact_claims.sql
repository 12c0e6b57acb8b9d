-- One row per fact and claim: role says whether the claim asserts, plans or denies the conduct. A denial may belong to several facts.
SELECT piece_facts.fact_id, claim_pieces.claim_id, piece_facts.role
FROM piece_facts JOIN claim_pieces ON claim_pieces.piece = piece_facts.piece
