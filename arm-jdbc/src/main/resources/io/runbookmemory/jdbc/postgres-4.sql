-- Format 4 of a PostgreSQL store: artifacts.

CREATE TABLE artifact (
  tenant text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  size bigint NOT NULL,
  PRIMARY KEY (tenant, sha256));

CREATE TABLE artifact_chunk (
  tenant text COLLATE "C" NOT NULL,
  sha256 text COLLATE "C" NOT NULL,
  ordinal integer NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant, sha256, ordinal),
  FOREIGN KEY (tenant, sha256) REFERENCES artifact ON DELETE CASCADE);

-- Pictures are compressed already.
ALTER TABLE artifact_chunk ALTER bytes SET STORAGE EXTERNAL;
