-- Format 2 of a PostgreSQL store: ledgers and leases.

CREATE TABLE ledger (
  tenant text COLLATE "C" NOT NULL,
  stream text COLLATE "C" NOT NULL,
  position bigint NOT NULL,
  id uuid NOT NULL,
  kind text COLLATE "C" NOT NULL,
  happened_at bigint NOT NULL,
  subject text COLLATE "C",
  body text NOT NULL,
  PRIMARY KEY (tenant, stream, position),
  UNIQUE (tenant, id));

CREATE INDEX ledger_subject ON ledger (tenant, stream, subject, position)
  WHERE subject IS NOT NULL;

CREATE INDEX ledger_happened_at ON ledger (tenant, stream, happened_at);

CREATE TABLE lease (
  name text COLLATE "C" PRIMARY KEY,
  token bigint NOT NULL,
  owner text NOT NULL,
  expires_at bigint NOT NULL);
