package io.runbookmemory.connectors.logs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A search that only looks, in one index. Splunk's language can delete events, write files and send
 * mail; so a command must be one of those known to do none of that, and what could hide one, a
 * macro or a search within the search, is refused.
 *
 * @param index a name; no pattern
 * @param query what follows {@code search index=…}: terms, then commands behind {@code |}
 * @see <a
 *     href="https://docs.splunk.com/Documentation/Splunk/latest/Security/SPLsafeguards">safeguards</a>
 */
public record SplunkSearch(String index, String query) {

  private static final Set<String> COMMANDS =
      Set.of(
          "search",
          "where",
          "stats",
          "timechart",
          "chart",
          "top",
          "rare",
          "table",
          "fields",
          "sort",
          "head",
          "tail",
          "dedup",
          "eval",
          "rex",
          "regex",
          "rename",
          "bin",
          "bucket",
          "eventstats",
          "streamstats",
          "spath",
          "fillnull",
          "makemv",
          "mvexpand",
          "transaction",
          "reverse",
          "convert",
          "extract",
          "kv",
          "cluster",
          "anomalies");

  private static final Pattern INDEX = Pattern.compile("[a-z0-9][a-z0-9_-]{0,79}");

  private static final Pattern OTHER_INDEX =
      Pattern.compile("(?:\\bindex|\"\")\\s*(?:=|!=|::|\\bin\\b)", Pattern.CASE_INSENSITIVE);

  /** What stands between quotes is text. */
  private static final Pattern QUOTED = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  /** Checks that it only looks. */
  public SplunkSearch {
    if (!INDEX.matcher(index).matches()) {
      throw new IllegalArgumentException("index must be one index's name, got " + index);
    }
    String bare = QUOTED.matcher(query).replaceAll("\"\"");
    if (bare.contains("`") || bare.contains("[") || bare.replace("\"\"", "").contains("\"")) {
      throw new IllegalArgumentException(
          "query must have no macro (`…`), no search within it ([…]) and closed quotes");
    }
    String[] commands = bare.split("\\|", -1);
    if (OTHER_INDEX.matcher(commands[0]).find()) {
      throw new IllegalArgumentException("query must leave the index to the argument index");
    }
    Arrays.stream(commands).skip(1).forEach(SplunkSearch::check);
  }

  private static void check(String command) {
    String name = command.strip().split("[\\s(]", 2)[0].toLowerCase(Locale.ROOT);
    if (!COMMANDS.contains(name)) {
      throw new IllegalArgumentException(
          "query may use the commands " + COMMANDS.stream().sorted().toList() + ", got " + name);
    }
  }

  /**
   * Returns the search in Splunk's language.
   *
   * @return {@code search index=… …}
   */
  public String text() {
    return "search index=" + index + " " + query;
  }
}
