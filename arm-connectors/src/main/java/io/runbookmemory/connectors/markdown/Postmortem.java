package io.runbookmemory.connectors.markdown;

import io.runbookmemory.memory.content.Incident;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.node.Node;

/**
 * A page with its parts of a postmortem, whatever their order and wording. Times, severity and
 * service are read from its fields and its timeline; what it does not say stays unknown.
 */
final class Postmortem {

  /**
   * Somebody calls it so; the process's own pages, that only speak of it, do not in their title.
   */
  private static final Pattern CALLED =
      Pattern.compile(
          "(?i)post.?mortem|post.?incident|incident (review|report|on|#?\\d)|report on incident"
              + "|\\binc-?\\d|after.?action|\\brca\\b|correction of error|root.?cause analysis"
              + "|\\bretrospective|\\boutage (of|on|report|review)\\b|^\\W*incident\\b.*:");

  /** Pages about how to write one. */
  private static final Pattern ABOUT =
      Pattern.compile("(?i)template|\\b(example|how to|guide|process|policy|checklist)\\b");

  private final String title;
  private final String names;
  private final PostmortemSections sections;
  private final PostmortemFields fields = new PostmortemFields();
  private final Optional<LocalDate> day;
  private final Milestones milestones;

  private Postmortem(String title, String date, PostmortemSections sections) {
    this.title = title;
    this.names = title + " " + date;
    this.sections = sections;
    sections.fields(fields);
    this.day =
        WrittenDay.first(date)
            .or(() -> fields.date().flatMap(WrittenDay::first))
            .or(() -> WrittenDay.first(title))
            .or(() -> sections.all().flatMap(text -> WrittenDay.first(text).stream()).findFirst());
    WrittenZone zone =
        sections
            .all()
            .flatMap(text -> WrittenZone.first(text).stream())
            .findFirst()
            .orElse(WrittenZone.UTC);
    this.milestones = new Milestones(day.orElse(null), zone);
    fields.each(milestones::field);
    sections.of(PostmortemPart.TIMELINE).forEach(milestones::timeline);
  }

  /**
   * Returns a page's parts.
   *
   * @param title what the page is called
   * @param date words beside the page that may name its day, such as the file's name
   * @param document the page, parsed with source spans
   * @param body its text
   */
  static Postmortem of(String title, String date, Node document, String body) {
    return new Postmortem(title, date, PostmortemSections.of(document, body));
  }

  /**
   * Returns whether it is one: at least two parts have words, and besides these, which runbooks
   * have too, something tells of the past: the title, a timeline with times, lessons learned, or
   * action items next to a cause.
   */
  boolean isOne() {
    boolean past =
        CALLED.matcher(title).find()
            || milestones.hasClocks()
            || sections.has(PostmortemPart.LESSONS)
            || (milestones.at(Milestone.OPENED).isPresent()
                && milestones.at(Milestone.RESOLVED).isPresent());
    return past && sections.parts() >= 2 && !ABOUT.matcher(names).find();
  }

  PostmortemFields fields() {
    return fields;
  }

  /** Returns when it happened: when it began, else was noticed, else the day that it names. */
  Optional<Instant> happenedAt() {
    return milestones
        .at(Milestone.OPENED)
        .or(() -> milestones.at(Milestone.DETECTED))
        .or(() -> day.map(date -> date.atStartOfDay(ZoneOffset.UTC).toInstant()));
  }

  Incident incident() {
    return milestones
        .writeTo(
            Incident.builder(symptom())
                .alertName(fields.alert().orElse(null))
                .rootCause(text(PostmortemPart.ROOT_CAUSE).orElse(null))
                .resolution(text(PostmortemPart.RESOLUTION).orElse(null))
                .affectedServices(fields.affectedServices()))
        .build();
  }

  private String symptom() {
    List<String> seen = new ArrayList<>();
    text(PostmortemPart.SUMMARY).or(sections::lead).ifPresent(seen::add);
    text(PostmortemPart.IMPACT).ifPresent(seen::add);
    return seen.isEmpty() ? title : String.join("\n\n", seen);
  }

  private Optional<String> text(PostmortemPart part) {
    return Optional.of(
            sections.of(part).stream()
                .map(SourceSection::markdown)
                .collect(Collectors.joining("\n\n")))
        .filter(text -> !text.isBlank());
  }

  /** Returns the names of what a postmortem should say and this one does not, in plain words. */
  List<String> missing() {
    Map<Milestone, String> times = new EnumMap<>(Milestone.class);
    times.put(Milestone.OPENED, "when it began");
    times.put(Milestone.DETECTED, "when it was detected");
    times.put(Milestone.MITIGATED, "when it was mitigated");
    times.put(Milestone.RESOLVED, "when it was resolved");
    List<String> missing = new ArrayList<>();
    if (text(PostmortemPart.ROOT_CAUSE).isEmpty()) {
      missing.add("root cause");
    }
    if (text(PostmortemPart.RESOLUTION).isEmpty()) {
      missing.add("resolution");
    }
    if (day.isEmpty() && milestones.hasClocks()) {
      missing.add("the day of its times");
    }
    times.forEach(
        (milestone, words) -> {
          if (milestones.at(milestone).isEmpty()) {
            missing.add(words);
          }
        });
    if (!sections.has(PostmortemPart.ACTION_ITEMS)) {
      missing.add("action items");
    }
    return List.copyOf(missing);
  }
}
