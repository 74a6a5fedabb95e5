package io.runbookmemory.connectors.markdown;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.commonmark.node.Node;
import org.jspecify.annotations.Nullable;

/** The sections of a page by the part of a postmortem that each is. */
final class PostmortemSections {

  private final List<SourceSection> sections;
  private final Map<PostmortemPart, List<SourceSection>> plain =
      new EnumMap<>(PostmortemPart.class);
  private final Map<PostmortemPart, List<SourceSection>> vague =
      new EnumMap<>(PostmortemPart.class);

  private PostmortemSections(List<SourceSection> sections) {
    this.sections = sections;
    PostmortemPart.@Nullable Fit fit = null;
    @Nullable SourceSection open = null;
    for (SourceSection section : sections) {
      if (open != null && fit != null && section.level() > open.level()) {
        boolean own =
            PostmortemPart.of(section.name()).filter(PostmortemPart.Fit::plain).isPresent();
        if (fit.part().holdsItsChildren() || !own) {
          open = open.with(section);
          continue;
        }
      }
      keep(fit, open);
      fit = PostmortemPart.of(section.name()).orElse(null);
      open = section;
    }
    keep(fit, open);
  }

  private void keep(PostmortemPart.@Nullable Fit fit, @Nullable SourceSection section) {
    if (fit != null && section != null && !section.markdown().isBlank()) {
      (fit.plain() ? plain : vague)
          .computeIfAbsent(fit.part(), part -> new ArrayList<>())
          .add(section);
    }
  }

  /** Returns the sections of a page; the only heading of level 1 is its title and no section. */
  static PostmortemSections of(Node document, String body) {
    List<SourceSection> all = SourceSection.of(document, body.lines().toList());
    List<SourceSection> first = all.stream().filter(section -> section.level() == 1).toList();
    return new PostmortemSections(
        first.size() != 1
            ? all
            : all.stream()
                .map(
                    section ->
                        section.level() == 1
                            ? new SourceSection("", 0, section.markdown())
                            : section)
                .toList());
  }

  /** Returns what is plainly about a part, else what may be; nothing where nothing has words. */
  List<SourceSection> of(PostmortemPart part) {
    return plain.getOrDefault(part, vague.getOrDefault(part, List.of()));
  }

  boolean has(PostmortemPart part) {
    return !of(part).isEmpty();
  }

  /** Returns how many parts plainly have words; a summary is on many pages and does not count. */
  long parts() {
    return plain.keySet().stream().filter(part -> part != PostmortemPart.SUMMARY).count();
  }

  /** Returns the words before the first section. */
  Optional<String> lead() {
    return sections.stream()
        .takeWhile(section -> section.level() == 0)
        .map(SourceSection::markdown)
        .filter(text -> !text.isBlank())
        .findFirst();
  }

  /** Returns the words of all sections and headings in order. */
  Stream<String> all() {
    return sections.stream().map(section -> section.name() + "\n" + section.markdown());
  }

  /** Reads the fields of all sections but timelines, whose lines are entries. */
  void fields(PostmortemFields fields) {
    for (SourceSection section : sections) {
      boolean entries =
          PostmortemPart.of(section.name())
              .filter(fit -> fit.part() == PostmortemPart.TIMELINE)
              .isPresent();
      if (!entries) {
        if (section.level() == SourceSection.LABEL) {
          fields.add(section.name(), section.markdown());
        }
        fields.read(section.markdown());
      }
    }
  }
}
