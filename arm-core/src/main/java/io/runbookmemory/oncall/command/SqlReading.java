package io.runbookmemory.oncall.command;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads SQL for whether it only looks. */
final class SqlReading {

  private static final Pattern QUOTED = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`");
  private static final Pattern COMMENT = Pattern.compile("--[^\n]*|/\\*.*?\\*/", Pattern.DOTALL);
  private static final Pattern LOOKS =
      Pattern.compile(
          "(?:select|show|explain|describe|desc|with|table|values)\\b.*", Pattern.DOTALL);

  /** psql's own commands that describe; {@code \\!} and {@code \\copy} are not among them. */
  private static final Pattern DESCRIBES =
      Pattern.compile("\\\\(?:d[a-z]*\\+?|l\\+?|conninfo|timing|x)( .*)?");

  /** Words that change something wherever they stand in a statement. */
  private static final Pattern CHANGES =
      Pattern.compile(
          "\\b(?:insert|update|delete|merge|into|drop|alter|create|truncate|grant|revoke|call|do"
              + "|execute|lock|vacuum|reindex|analyze|set|reset|kill|copy|refresh)\\b");

  private static final Pattern CALL = Pattern.compile("([a-z_][a-z0-9_.]*)\\s*\\(");

  private static final Set<String> KNOWN =
      Set.of(
          "count",
          "sum",
          "avg",
          "min",
          "max",
          "now",
          "coalesce",
          "round",
          "date_trunc",
          "extract",
          "length",
          "lower",
          "upper",
          "age",
          "to_char",
          "string_agg",
          "array_agg",
          "abs",
          "cast",
          "pg_size_pretty",
          "pg_total_relation_size",
          "pg_relation_size",
          "pg_database_size",
          "current_setting",
          "pg_blocking_pids",
          "pg_is_in_recovery",
          "pg_last_wal_replay_lsn",
          "pg_current_wal_lsn",
          "pg_wal_lsn_diff",
          "pg_stat_get_activity",
          "left",
          "right",
          "substring",
          "timestampdiff",
          "greatest",
          "least",
          "nullif",
          "interval",
          "row_number",
          // no functions, but words that may stand before a parenthesis
          "in",
          "exists",
          "values",
          "and",
          "or",
          "not",
          "from",
          "where",
          "on",
          "as",
          "over",
          "filter",
          "any",
          "all",
          "some",
          "select",
          "by",
          "when",
          "then",
          "else",
          "case",
          "with",
          "using",
          "between",
          "join",
          "explain",
          "materialized",
          "distinct",
          "union",
          "limit");

  private SqlReading() {}

  static boolean looks(String code) {
    String plain = COMMENT.matcher(QUOTED.matcher(code).replaceAll("x")).replaceAll(" ");
    boolean any = false;
    for (String statement : plain.toLowerCase(Locale.ROOT).split("[;\n](?=\\s*\\\\)|;", -1)) {
      String words = statement.strip();
      if (words.isEmpty()) {
        continue;
      }
      any = true;
      if (!DESCRIBES.matcher(words).matches() && !statementLooks(words)) {
        return false;
      }
    }
    return any;
  }

  private static boolean statementLooks(String words) {
    // EXPLAIN ANALYZE runs the statement, which is harmless if that only looks.
    String asked =
        words.replaceFirst("^explain\\s*(?:\\([^)]*\\)|analyze|verbose|\\s)*", "explain ");
    boolean shows = asked.startsWith("show ") || asked.startsWith("desc");
    if (!LOOKS.matcher(asked).matches() || (!shows && CHANGES.matcher(asked).find())) {
      return false;
    }
    Matcher call = CALL.matcher(asked);
    while (call.find()) {
      if (!KNOWN.contains(call.group(1))) {
        return false;
      }
    }
    return true;
  }
}
