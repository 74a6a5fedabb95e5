package io.runbookmemory.remember.capture;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.Scope;
import io.runbookmemory.memory.content.Content;
import io.runbookmemory.memory.content.Incident;
import io.runbookmemory.text.Excerpt;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a text was understood to say, and what it does not say.
 *
 * @param text the words themselves, not blank
 * @param scope what they are about
 * @param content an {@link Incident}, or a note where the text has not the shape of one
 */
public record Captured(String text, Scope scope, Content content) {

  private static final int TITLE_LENGTH = 100;

  /** Checks the rules. */
  public Captured {
    if (text.isBlank()) {
      throw new IllegalArgumentException("the text to remember must not be blank");
    }
  }

  /**
   * Returns the incident that the text tells of.
   *
   * @return empty for a note
   */
  public Optional<Incident> incident() {
    return content instanceof Incident incident ? Optional.of(incident) : Optional.empty();
  }

  /**
   * Returns what an account of an incident should say and this one does not.
   *
   * @return in the order of {@link Part}; empty for a note, which owes nothing
   */
  public Set<Part> notFound() {
    Set<Part> missing = EnumSet.noneOf(Part.class);
    incident().ifPresent(incident -> addMissing(incident, missing));
    return Collections.unmodifiableSet(missing);
  }

  private void addMissing(Incident incident, Set<Part> missing) {
    if (incident.symptom().isBlank()) {
      missing.add(Part.SYMPTOM);
    }
    if (incident.openedAt().isEmpty()) {
      missing.add(Part.START);
    }
    if (scope.service() == null) {
      missing.add(Part.SERVICE);
    }
    if (incident.resolution().isEmpty()
        && incident.attempts().stream().noneMatch(attempt -> attempt.effect().helped())) {
      missing.add(Part.FIX);
    }
    if (incident.rootCause().isEmpty()) {
      missing.add(Part.ROOT_CAUSE);
    }
  }

  /**
   * Returns whether the text says how it was ended or why it happened, which nobody should lose.
   *
   * @return false for a note
   */
  public boolean teaches() {
    return incident().isPresent() && !notFound().containsAll(EnumSet.of(Part.FIX, Part.ROOT_CAUSE));
  }

  /**
   * Returns the memory of it. Its title is the first sentence of the symptom, else of the text; it
   * happened at the incident's start, else when it was said.
   *
   * @param id a fresh identity
   * @param at when the words were said
   * @return to be remembered
   */
  public Memory memory(MemoryId id, Instant at) {
    Instant begun = incident().flatMap(Incident::openedAt).orElse(at);
    return Memory.builder(id, scope, title(), content, at).happenedAt(begun).lastSeenAt(at).build();
  }

  private String title() {
    String symptom = incident().map(Incident::symptom).orElse("");
    return symptom.isBlank()
        ? Excerpt.title(text, TITLE_LENGTH)
        : Excerpt.title(Clauses.firstSentence(symptom), TITLE_LENGTH);
  }
}
