package io.runbookmemory.bench.search;

import io.runbookmemory.bench.measure.Timings;
import io.runbookmemory.bench.search.VectorFile.Entry;
import io.runbookmemory.store.SearchRequest.Mode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sides that are asked the same.
 *
 * @param questions what they are asked
 * @param mode by which legs
 * @param selectivity with which filter
 */
public record Comparison(List<Entry> questions, Mode mode, Selectivity selectivity) {

  /** Asks all sides each question in turn, another one first each time. */
  public List<Timings> time(List<Side> sides, int rounds) throws IOException {
    List<Timings> times = sides.stream().map(side -> new Timings()).toList();
    int asked = 0;
    for (int round = 0; round < rounds; round++) {
      for (Entry question : questions) {
        int first = asked++ % sides.size();
        for (int turn = 0; turn < sides.size(); turn++) {
          int side = (first + turn) % sides.size();
          long begin = System.nanoTime();
          sides.get(side).search(question, mode, selectivity);
          times.get(side).add(System.nanoTime() - begin);
        }
      }
    }
    return times;
  }

  /** Returns what a search of everything finds for each question. */
  public List<int[]> truth(ArmSide oracle) {
    List<int[]> truth = new ArrayList<>();
    for (Entry question : questions) {
      truth.add(oracle.exact(question, mode, selectivity));
    }
    return truth;
  }

  /** Returns the same with so many questions at most. */
  public Comparison few(int most) {
    return new Comparison(
        questions.subList(0, Math.min(most, questions.size())), mode, selectivity);
  }

  /** Returns what a side finds of the truth. */
  public Found found(Side side, List<int[]> truth) throws IOException {
    long hits = 0;
    long found = 0;
    long wanted = 0;
    for (int i = 0; i < questions.size(); i++) {
      int[] given = side.search(questions.get(i), mode, selectivity);
      hits += given.length;
      wanted += truth.get(i).length;
      found += Arrays.stream(truth.get(i)).filter(one -> contains(given, one)).count();
    }
    return new Found((double) found / wanted, (double) hits / questions.size());
  }

  /**
   * What a side finds.
   *
   * @param recallAtK the share of the truth
   * @param hits how many it gives for a question, on average
   */
  public record Found(double recallAtK, double hits) {}

  private static boolean contains(int[] numbers, int number) {
    return Arrays.stream(numbers).anyMatch(one -> one == number);
  }
}
