package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads the {@code maintenance} of a configuration. */
final class MaintenanceReader {

  private static final Set<String> KEYS = Set.of("name", "labels", "days", "from", "to", "zone");

  /** The days by their first three letters, as calendars have them. */
  private static final Map<String, DayOfWeek> DAYS =
      EnumSet.allOf(DayOfWeek.class).stream()
          .collect(
              Collectors.toMap(
                  day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT), Function.identity()));

  private MaintenanceReader() {}

  static List<MaintenancePart> read(Section document) {
    return document.sections("maintenance", KEYS).stream().map(MaintenanceReader::part).toList();
  }

  private static MaintenancePart part(Section section) {
    return new MaintenancePart(
        section.requiredText("name"), section.texts("labels", "a label"), span(section));
  }

  private static MaintenancePart.Span span(Section section) {
    if (section.find("days").isEmpty()) {
      Instant from = parsed(section, "from", text -> OffsetDateTime.parse(text).toInstant());
      Instant to = parsed(section, "to", text -> OffsetDateTime.parse(text).toInstant());
      if (!to.isAfter(from)) {
        throw section.field().require("to").refusal("must be after from");
      }
      return new MaintenancePart.Once(from, to);
    }
    Set<DayOfWeek> days =
        section.texts("days").stream()
            .map(
                text -> {
                  DayOfWeek day = DAYS.get(text);
                  if (day == null) {
                    throw section
                        .field()
                        .require("days")
                        .refusal("must be of mon, tue, wed, thu, fri, sat, sun");
                  }
                  return day;
                })
            .collect(Collectors.toSet());
    return new MaintenancePart.Weekly(
        days,
        parsed(section, "from", LocalTime::parse),
        parsed(section, "to", LocalTime::parse),
        parsed(section, "zone", ZoneId::of));
  }

  private static <T> T parsed(Section section, String name, Function<String, T> reader) {
    YamlField field = section.field().require(name);
    try {
      return reader.apply(section.requiredText(name));
    } catch (DateTimeException e) {
      throw field.refusal(
          "must be "
              + switch (name) {
                case "zone" -> "the name of a zone such as Europe/Berlin";
                default -> "a time such as 02:00 with days, or 2026-12-01T02:00:00Z without";
              }
              + ", got \""
              + field.text()
              + "\"");
    }
  }
}
