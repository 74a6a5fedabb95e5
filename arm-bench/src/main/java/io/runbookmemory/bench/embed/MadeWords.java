package io.runbookmemory.bench.embed;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Texts of made-up words whose frequencies fall as those of a language do (Zipf's law): a few words
 * are everywhere, most are rare, so that an index of them has long and short lists as a real one
 * has. The first words are those of {@link EmbedTexts}.
 */
public final class MadeWords {

  private static final int VOCABULARY = 8_000;
  private static final String[] SYLLABLES = {
    "ba", "cor", "del", "fin", "gra", "hol", "jun", "kel", "lor", "mas", "nit", "pol", "qua", "ren",
    "sil", "tor", "ul", "ver", "wex", "zan"
  };

  private final List<String> words;
  private final double[] upTo;

  /** Makes a vocabulary of a seed. */
  public MadeWords(long seed) {
    Random random = new Random(seed);
    Set<String> distinct = new LinkedHashSet<>(EmbedTexts.words());
    while (distinct.size() < VOCABULARY) {
      StringBuilder word = new StringBuilder();
      for (int i = 2 + random.nextInt(3); i > 0; i--) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      distinct.add(word.toString());
    }
    words = new ArrayList<>(distinct);
    upTo = new double[words.size()];
    double sum = 0;
    for (int rank = 0; rank < upTo.length; rank++) {
      sum += 1.0 / (rank + 3);
      upTo[rank] = sum;
    }
  }

  /** Returns a text of so many words in sentences of twelve. */
  public String text(Random random, int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(i == 0 ? "" : i % 12 == 0 ? ". " : " ").append(word(random));
    }
    return text.toString();
  }

  private String word(Random random) {
    double place = random.nextDouble() * upTo[upTo.length - 1];
    int low = 0;
    int high = upTo.length - 1;
    while (low < high) {
      int middle = (low + high) / 2;
      if (upTo[middle] < place) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return words.get(low);
  }
}
