-- Marks of transactions: whether one was committed whose answer was lost.

CREATE TABLE mark (
  id uuid PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now());
