package io.runbookmemory.examples.daemon.config;

import io.runbookmemory.connectors.yaml.YamlField;
import io.runbookmemory.examples.option.convert.DurationConverter;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.AnalysisPolicy;
import io.runbookmemory.learn.analysis.Schedule;
import io.runbookmemory.learn.analysis.Schedule.QuietHours;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.TypeConversionException;

/** Reads what memory does while nobody is looking. */
final class AnalysisReader {

  private static final Set<String> KEYS =
      Set.of(
          "enabled",
          "zone",
          "quiet",
          "look",
          "schedules",
          "weekly",
          "resources",
          "prometheus",
          "token");

  private static final String FORESIGHT = "foresight";

  private static final Pattern HOURS =
      Pattern.compile("([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2})(?: +(\\S+))?");

  private final Section section;
  private final ZoneId zone;
  private final @Nullable QuietHours quiet;

  private AnalysisReader(Section section) {
    this.section = section;
    this.zone = section.find("zone").map(this::zone).orElse(AnalysisPart.DEFAULT.zone());
    this.quiet = section.find("quiet").map(this::quiet).orElse(null);
  }

  static AnalysisPart read(Section document, Path file, AnalysisPart otherwise) {
    return document
        .section("analysis", KEYS)
        .map(section -> new AnalysisReader(section).part(file))
        .orElse(otherwise);
  }

  private AnalysisPart part(Path file) {
    AnalysisPart none = AnalysisPart.DEFAULT;
    Map<Activity, Schedule> all = new EnumMap<>(Activity.class);
    Optional<Section> given = section.section("schedules", names());
    AnalysisPolicy.in(zone)
        .schedules()
        .forEach(
            (activity, usual) ->
                schedule(given, name(activity), usual).ifPresent(one -> all.put(activity, one)));
    AnalysisPart.Resources resources =
        new AnalysisPart.Resources(
            section.files("resources", file).stream().findFirst().orElse(null),
            section.address("prometheus").orElse(null),
            section.secret("token"));
    return new AnalysisPart(
        section.flag("enabled", true),
        zone,
        section.length("look", none.look()),
        all,
        schedule(given, FORESIGHT, Schedule.every(AnalysisPart.FORESIGHT)).orElse(null),
        section.flag("weekly", true),
        resources);
  }

  private static String name(Activity activity) {
    return activity.name().toLowerCase(Locale.ROOT);
  }

  private static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Activity activity : Activity.values()) {
      names.add(name(activity));
    }
    names.add(FORESIGHT);
    return names;
  }

  /** A length moves to the quiet hours; a calendar says its own. */
  private Optional<Schedule> schedule(Optional<Section> given, String name, Schedule usual) {
    Optional<YamlField> field = given.flatMap(one -> one.find(name));
    if (field.isEmpty()) {
      return Optional.of(quietly(usual));
    }
    String text = given.flatMap(one -> one.text(name)).orElse("");
    if (text.equals("off")) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          text.contains(" ")
              ? new CronSchedule(text, zone)
              : quietly(Schedule.every(new DurationConverter().convert(text))));
    } catch (TypeConversionException | IllegalArgumentException e) {
      throw field
          .get()
          .refusal(
              "must be a length of time such as 2h, five fields of cron such as \"0 3 * * 0\", or"
                  + " off, got \""
                  + field.get().text()
                  + "\": "
                  + e.getMessage());
    }
  }

  private Schedule quietly(Schedule schedule) {
    return schedule instanceof Schedule.Every every && quiet != null
        ? every.within(quiet)
        : schedule;
  }

  private ZoneId zone(YamlField field) {
    return zone(section.text("zone").orElse(""), field);
  }

  private static ZoneId zone(String text, YamlField field) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw field.refusal("must name a zone such as Europe/Berlin, got \"" + field.text() + "\"");
    }
  }

  private QuietHours quiet(YamlField field) {
    Matcher matcher = HOURS.matcher(section.text("quiet").orElse(""));
    if (!matcher.matches()) {
      throw badHours(field);
    }
    ZoneId whose = matcher.group(3) == null ? zone : zone(matcher.group(3), field);
    try {
      return new QuietHours(
          LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)), whose);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw badHours(field);
    }
  }

  private static RuntimeException badHours(YamlField field) {
    return field.refusal(
        "must be hours such as \"01:00-05:00 Europe/Berlin\", got \"" + field.text() + "\"");
  }
}
