package io.runbookmemory.replay;

import io.runbookmemory.memory.Memory;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.text.Excerpt;
import io.runbookmemory.text.TextRange;
import java.util.List;
import java.util.stream.Stream;

/**
 * An estimate of the tokens of what a language model would be shown: title and excerpt of the first
 * five, at four characters a token, which is what tokenizers of English come to. The one place that
 * says what the context is.
 */
final class ContextTokens {

  private static final int SHOWN = 5;

  /** As much as {@link Recollection#excerpt} shows of an unknown passage. */
  private static final int BEGINNING = 300;

  private static final double CHARACTERS_A_TOKEN = 4;

  private ContextTokens() {}

  static int ofRecollections(List<Recollection> shown) {
    return tokens(shown.stream().map(one -> one.memory().title() + one.excerpt()));
  }

  static int ofHits(List<SearchHit> hits) {
    return tokens(hits.stream().map(hit -> hit.memory().title() + excerpt(hit)));
  }

  private static String excerpt(SearchHit hit) {
    Memory memory = hit.memory();
    TextRange passage = hit.passage();
    String text = memory.text();
    return passage == null ? Excerpt.beginning(text, BEGINNING) : passage.in(text);
  }

  private static int tokens(Stream<String> shown) {
    int characters = shown.limit(SHOWN).mapToInt(String::length).sum();
    return (int) Math.ceil(characters / CHARACTERS_A_TOKEN);
  }
}
