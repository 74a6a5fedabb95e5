package io.runbookmemory.jdbc;

import io.runbookmemory.jdbc.transaction.Database;
import io.runbookmemory.jdbc.transaction.Sql;

/**
 * The view {@code runbook_memory} of a SQLite store, for people and dashboards: the columns of
 * PostgreSQL's view of that name, lists and rules as JSON. It is made where it is missing, also in
 * a file that was made before there was one; so it is of no format.
 */
final class SqliteView {

  private static final String VIEW =
      """
      CREATE VIEW IF NOT EXISTS runbook_memory AS
      SELECT
        substr(m.hex, 1, 8) || '-' || substr(m.hex, 9, 4) || '-' || substr(m.hex, 13, 4) || '-'
          || substr(m.hex, 17, 4) || '-' || substr(m.hex, 21) AS issue_id,
        m.service,
        m.env,
        (SELECT json_group_array(t.tag)
          FROM (SELECT tag FROM tag WHERE memory = m.number ORDER BY tag) t) AS tags,
        json_extract(c.json, '$.title') AS symptom,
        json_extract(c.json, '$.content.slo') AS slo_ref,
        m.severity,
        json_extract(c.json, '$.content.detectionRules') AS detection_rules,
        json_extract(c.json, '$.content.markdown') AS runbook_md,
        coalesce(json_extract(c.json, '$.content.urls'), '[]') AS confluence_urls,
        coalesce(json_extract(c.json, '$.content.owners'), '[]') AS owners,
        json_extract(c.json, '$.content.escalationPolicy') AS escalation_policy_id,
        strftime('%Y-%m-%dT%H:%M:%fZ', m.lastVerifiedAt / 1e6, 'unixepoch') AS last_verified,
        strftime('%Y-%m-%dT%H:%M:%fZ', m.lastSeenAt / 1e6, 'unixepoch') AS last_seen,
        (SELECT p.vector FROM passage p WHERE p.memory = m.number ORDER BY p.ordinal LIMIT 1)
          AS embedding
      FROM (SELECT *, lower(hex(id)) AS hex FROM memory) m
      JOIN content c ON c.memory = m.number
      WHERE m.kind = 'runbook' AND m.status IN ('ACTIVE', 'SUSPECT') AND m.tenant = 'default'
      """;

  private static final Sql THERE =
      new Sql("SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name = 'runbook_memory'");

  private SqliteView() {}

  static void createIfMissing(Database database) {
    long there = database.read(session -> session.only(THERE, row -> row.getLong(1)).orElse(0L));
    if (there == 0) {
      database.write(
          session -> {
            session.execute(VIEW);
            return there;
          });
    }
  }
}
