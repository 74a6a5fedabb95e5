package io.runbookmemory.oncall.command;

import java.util.List;
import java.util.regex.Pattern;

/** Reads a curl line: a GET or HEAD that writes no file looks. */
final class CurlReading {

  /** Options that send something, write a file, or take all of it from a file. */
  private static final Pattern WRITES =
      Pattern.compile(
          "-[a-zA-Z]*[dFTKoOcQX].*|--(?:data|form|json|upload-file|output|remote-name|config|cookie-jar"
              + "|quote|dump-header|trace|request).*");

  private static final Pattern LOOKS =
      Pattern.compile("-[a-zA-Z]*X(?:GET|HEAD)|--request=(?:GET|HEAD)");

  private static final Pattern METHOD = Pattern.compile("-[a-zA-Z]*X|--request");

  /** An address that is known to act, though it is only asked for. */
  private static final Pattern ACTS =
      Pattern.compile(
          "(?i).*/(?:-/(?:reload|quit)|shutdown|restart|drain|delete|quitquitquit|reset|flush)\\b.*");

  private CurlReading() {}

  static boolean looks(List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String word = arguments.get(i);
      String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
      boolean asked = METHOD.matcher(word).matches() && next.matches("GET|HEAD");
      boolean nowhere = word.matches("-[a-zA-Z]*o|--output") && next.equals("/dev/null");
      boolean harmless = asked || nowhere || LOOKS.matcher(word).matches();
      if (!harmless && WRITES.matcher(word).matches()) {
        return false;
      }
      if (ACTS.matcher(word).matches()) {
        return false;
      }
    }
    return !arguments.isEmpty();
  }
}
