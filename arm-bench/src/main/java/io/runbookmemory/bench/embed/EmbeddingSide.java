package io.runbookmemory.bench.embed;

import java.util.List;

/** A library with the same model: text in, vectors out. */
public interface EmbeddingSide extends AutoCloseable {

  /** Returns the name in tables. */
  String name();

  /** Returns the vector of one text, of unit length. */
  float[] embed(String text);

  /** Returns the vectors of many texts, as the library does it for an ingest. */
  List<float[]> embedAll(List<String> texts);

  @Override
  void close();
}
