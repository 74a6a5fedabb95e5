package io.runbookmemory.bench.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** A library that takes documents: it splits, embeds and stores them. Not thread-safe. */
abstract class IngestSide implements AutoCloseable {

  private final String name;
  private final List<String> passages = new ArrayList<>();
  private long modelNanos;

  IngestSide(String name) {
    this.name = name;
  }

  /** A title and a text. */
  record Text(String key, String title, String body) {}

  final String name() {
    return name;
  }

  /** Makes documents searchable, as the library does it. */
  abstract void ingest(List<Text> documents);

  /** Returns how many hits a question has. */
  abstract int ask(String question);

  /** Embeds, and notes what and how long. */
  final <T> T embedded(List<String> texts, Supplier<T> model) {
    passages.addAll(texts);
    long begin = System.nanoTime();
    try {
      return model.get();
    } finally {
      modelNanos += System.nanoTime() - begin;
    }
  }

  /** Returns the passages that were embedded. */
  final List<String> passages() {
    return passages;
  }

  final double modelSeconds() {
    return modelNanos / 1e9;
  }

  /** Forgets what was noted, not what was stored. */
  final void forget() {
    passages.clear();
    modelNanos = 0;
  }

  @Override
  public abstract void close() throws IOException;
}
