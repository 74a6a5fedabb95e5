package io.runbookmemory.store.exact;

import io.runbookmemory.store.Filter;
import io.runbookmemory.store.ranking.IndexedText;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A filter over entries, which have their words already: what it lets through is what {@link
 * Filter#test} does, without taking every text apart for every question.
 */
final class EntryFilter {

  private EntryFilter() {}

  static Predicate<Entry> of(Filter filter) {
    return switch (filter) {
      case Filter.And and -> all(and.parts().stream().map(EntryFilter::of).toList());
      case Filter.Or or -> any(or.parts().stream().map(EntryFilter::of).toList());
      case Filter.Not not -> of(not.part()).negate();
      case Filter.ContainsText contains -> words(IndexedText.query(contains.text()));
      case Filter other -> entry -> other.test(entry.stored.memory());
    };
  }

  private static Predicate<Entry> all(List<Predicate<Entry>> parts) {
    return entry -> parts.stream().allMatch(part -> part.test(entry));
  }

  private static Predicate<Entry> any(List<Predicate<Entry>> parts) {
    return entry -> parts.stream().anyMatch(part -> part.test(entry));
  }

  private static Predicate<Entry> words(Set<String> tokens) {
    return entry -> entry.frequencies.keySet().containsAll(tokens);
  }
}
