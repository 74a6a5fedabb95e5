package io.runbookmemory.recall;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.recall.via.Via;
import io.runbookmemory.text.Excerpt;
import io.runbookmemory.text.Identifier;
import io.runbookmemory.text.TextRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A memory that was recalled, and why.
 *
 * @param memory the memory
 * @param usage what became of it in use
 * @param parts its score and what that is made of
 * @param exact the rare identifiers that it shares with the situation; what shares more comes first
 * @param why the evidence, in words for people
 * @param differs what is otherwise now, in words for people
 * @param passage the part of its text that fits best, null if unknown
 * @param leftOut why it was judged and not recalled, null if it was recalled
 * @param via over what it was come upon, null if the question itself found it
 */
public record Recollection(
    Memory memory,
    Usage usage,
    ScoreParts parts,
    List<Identifier> exact,
    List<String> why,
    List<String> differs,
    @Nullable TextRange passage,
    @Nullable LeftOut leftOut,
    @Nullable Via via) {

  /** Copies the lists. */
  public Recollection {
    exact = List.copyOf(exact);
    why = List.copyOf(why);
    differs = List.copyOf(differs);
  }

  Recollection withDiffers(Differences differences) {
    return new Recollection(
        memory, usage, parts, exact, why, differences.of(this), passage, leftOut, via);
  }

  Recollection leaveOut(LeftOut because) {
    return new Recollection(memory, usage, parts, exact, why, differs, passage, because, via);
  }

  /** Returns this as come upon over something, which is the first thing to say of it. */
  Recollection via(Via way) {
    List<String> said = new ArrayList<>(List.of(way.said()));
    said.addAll(why);
    return new Recollection(memory, usage, parts, exact, said, differs, passage, leftOut, way);
  }

  Recollection scored(ScoreParts other) {
    return new Recollection(memory, usage, other, exact, why, differs, passage, leftOut, via);
  }

  /** How much of a text stands for it where its best part is unknown. */
  private static final int BEGINNING = 300;

  /**
   * Returns how well it fits: by its relevance, and strongly in any case if it shares an exact
   * identifier, whatever the words around that.
   *
   * @return its band
   */
  public Strength strength() {
    return exact.isEmpty() ? Strength.of(parts.relevance()) : Strength.STRONG;
  }

  /**
   * Returns the part of the memory's text that fits best.
   *
   * @return the beginning of the text where no part is known
   */
  public String excerpt() {
    return passage == null
        ? Excerpt.beginning(memory.text(), BEGINNING)
        : passage.in(memory.text());
  }
}
