package io.runbookmemory.oncall.command;

import io.runbookmemory.tool.ToolEffect;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a command only looks. What is known to look is {@link ToolEffect#READ_ONLY}; everything
 * else counts as {@link ToolEffect#DESTRUCTIVE}, for what is not known of a command counts as that
 * everywhere here. So a {@code kubectl scale}, which could be put back, is not told from a {@code
 * kubectl delete}: neither is known from its line alone to be harmless.
 *
 * <p>Known are the query languages of metrics and logs; SQL of statements that select without
 * calling unknown functions; and shell lines all of whose commands, also those in pipes and
 * substitutions, are among the known ones with a verb that looks and without an option that writes,
 * such as {@code kubectl get}, {@code curl} without {@code -X POST}, {@code grep}. A redirection to
 * a file writes. Without a language, lines that all begin as a sentence does are no command.
 * Nothing is run, and no shell is asked.
 */
public final class CommandReading {

  private static final Set<String> QUERIES =
      Set.of("promql", "logql", "spl", "splunk", "dql", "dynatrace", "traceql", "kql", "lucene");

  private static final Set<String> SQL =
      Set.of("sql", "postgresql", "postgres", "mysql", "plsql", "tsql", "sqlite");

  /** What is written under these to be read, not run. */
  private static final Set<String> TEXTS =
      Set.of("json", "yaml", "yml", "toml", "ini", "text", "txt", "log", "output", "markdown");

  /** Statements are known without a language where they are written in capitals. */
  private static final Pattern STATEMENT =
      Pattern.compile(
          "\\s*(?:SELECT|SHOW|EXPLAIN|WITH|INSERT|UPDATE|DELETE|MERGE|DROP|ALTER|CREATE|TRUNCATE"
              + "|GRANT|REVOKE|CALL|DO|EXEC|EXECUTE|LOCK|VACUUM|REINDEX|SET|KILL|COPY|REFRESH)\\b");

  /** A sentence's first word: no program's, no assignment's, no cmdlet's such as Remove-Item. */
  private static final Pattern SENTENCE =
      Pattern.compile("\\s*\\p{Lu}[\\p{L}']*[,:.!]?(?: [^|;&<>$`\\\\]*)?");

  private CommandReading() {}

  private static boolean isProse(String line) {
    return line.isBlank()
        || (SENTENCE.matcher(line).matches() && !STATEMENT.matcher(line).lookingAt());
  }

  /**
   * Reads a command.
   *
   * @param language as a runbook names it, or null for a shell's
   * @param code one or more lines
   * @return what it does at worst; empty for what is no command: nothing, a file's text, output
   */
  public static Optional<ToolEffect> effect(@Nullable String language, String code) {
    String named = language == null ? "" : language.strip().toLowerCase(Locale.ROOT);
    if (code.isBlank() || TEXTS.contains(named)) {
      return Optional.empty();
    }
    if (QUERIES.contains(named)) {
      return Optional.of(ToolEffect.READ_ONLY);
    }
    boolean sql = SQL.contains(named) || (named.isEmpty() && STATEMENT.matcher(code).lookingAt());
    if (named.isEmpty() && !sql && code.lines().allMatch(CommandReading::isProse)) {
      return Optional.empty();
    }
    boolean looks = sql ? SqlReading.looks(code) : ShellReading.looks(code);
    return Optional.of(looks ? ToolEffect.READ_ONLY : ToolEffect.DESTRUCTIVE);
  }
}
