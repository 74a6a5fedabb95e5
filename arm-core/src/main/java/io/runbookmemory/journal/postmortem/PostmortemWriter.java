package io.runbookmemory.journal.postmortem;

import io.runbookmemory.journal.JournalEntry;
import io.runbookmemory.journal.JournalIncident;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the first draft of a postmortem, without an LLM. Nothing stands there that no entry of the
 * journal says; what should be known and is not stands as a gap. Nobody is named. Immutable,
 * thread-safe.
 */
public final class PostmortemWriter {

  private final @Nullable Narrator narrator;

  /** Creates a writer that lists facts. */
  public PostmortemWriter() {
    this(null);
  }

  /**
   * Creates a writer whose summary is told.
   *
   * @param narrator tells it; null for nobody
   */
  public PostmortemWriter(@Nullable Narrator narrator) {
    this.narrator = narrator;
  }

  /**
   * Writes a draft.
   *
   * @param incident as the journal has it
   * @return the same draft for the same incident, as far as the narrator says the same
   */
  public PostmortemDraft write(JournalIncident incident) {
    List<Statement> lines = new ArrayList<>();
    lines.addAll(Milestones.of(incident));
    lines.addAll(Findings.of(incident));
    lines.addAll(TimelineLines.of(incident));
    lines.sort(Comparator.comparing(Statement::section));
    PostmortemDraft draft = draft(incident, lines, CulpritWords.in(incident.entries()));
    return narrator == null ? draft : narrated(incident, draft, narrator);
  }

  private static PostmortemDraft draft(
      JournalIncident incident, List<Statement> lines, List<String> wording) {
    Set<Long> cited =
        lines.stream().flatMap(line -> line.sources().stream()).collect(Collectors.toSet());
    List<Citation> citations =
        incident.entries().stream()
            .filter(entry -> cited.contains(entry.position()))
            .map(
                entry ->
                    new Citation(entry.position(), entry.at(), entry.by(), EventWords.of(entry)))
            .toList();
    return new PostmortemDraft(
        incident.id().toString(), incident.title(), lines, citations, wording);
  }

  private static PostmortemDraft narrated(
      JournalIncident incident, PostmortemDraft draft, Narrator narrator) {
    Set<Long> there = new HashSet<>();
    incident.entries().stream().map(JournalEntry::position).forEach(there::add);
    List<Statement> lines = new ArrayList<>();
    List<String> wording = new ArrayList<>();
    for (Narrator.Sentence sentence : narrator.narrate(draft)) {
      CulpritWords.in(sentence.text())
          .forEach(word -> wording.add("the narrator" + CulpritWords.says(word)));
      boolean supported = !sentence.sources().isEmpty() && there.containsAll(sentence.sources());
      lines.add(
          new Statement(
              PostmortemSection.SUMMARY,
              supported ? Statement.Kind.FACT : Statement.Kind.UNSUPPORTED,
              sentence.text(),
              sentence.sources().stream().filter(there::contains).toList()));
    }
    lines.addAll(draft.statements());
    wording.addAll(draft.wording());
    return draft(incident, lines, wording);
  }
}
