package io.runbookmemory.guard.redact;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the corpus, in which {@code «KIND|secret»} labels a secret, ⏎ stands for a line break,
 * and ¦ for nothing: it keeps scanners of repositories from taking an example for a leak.
 */
record LabelledLine(String text, List<Finding> secrets) {

  private static final Pattern LABEL = Pattern.compile("«([A-Z_]+)\\|([^»]+)»");

  static List<LabelledLine> all(String resource) {
    List<LabelledLine> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(LabelledLine.class.getResourceAsStream(resource)),
                StandardCharsets.UTF_8))) {
      reader.lines().forEach(line -> lines.add(parse(line)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return lines;
  }

  private static LabelledLine parse(String line) {
    Matcher label = LABEL.matcher(line.replace('⏎', '\n').replace("¦", ""));
    StringBuilder text = new StringBuilder();
    List<Finding> secrets = new ArrayList<>();
    while (label.find()) {
      label.appendReplacement(text, "");
      int start = text.length();
      text.append(label.group(2));
      secrets.add(new Finding(SecretKind.valueOf(label.group(1)), start, text.length()));
    }
    return new LabelledLine(label.appendTail(text).toString(), secrets);
  }
}
