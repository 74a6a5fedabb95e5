package io.runbookmemory.connectors.wiki;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.connectors.http.Call;
import io.runbookmemory.connectors.http.Fields;
import io.runbookmemory.error.InvalidInputException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The search for the pages of a space, which Cloud and Data Center have alike. */
final class SpaceQuery {

  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9~._-]{1,255}");

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy/MM/dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int PAGE = 50;

  private SpaceQuery() {}

  static Call of(String key, @Nullable Instant since) {
    if (!KEY.matcher(key).matches()) {
      throw new InvalidInputException("space", "must be a key such as OPS, got " + key);
    }
    String cql = "space = \"" + key + "\" and type = page";
    if (since != null) {
      // A day is one of the asker's zone, which nobody tells: so one day more.
      cql += " and lastmodified >= \"" + DAY.format(since.minus(1, ChronoUnit.DAYS)) + "\"";
    }
    return Call.get("rest/api/content/search")
        .with("cql", cql + " order by lastmodified desc")
        .with("expand", "body.storage,version,metadata.labels")
        .with("limit", PAGE);
  }

  /** A person's own labels, {@code my:} and {@code team:}, say nothing to others. */
  static List<String> labels(JsonNode page) {
    return Fields.list(page.at("/metadata/labels/results"), one -> one).stream()
        .filter(label -> label.path("prefix").asText("global").equals("global"))
        .flatMap(label -> Fields.text(label.path("name")).stream())
        .toList();
  }
}
