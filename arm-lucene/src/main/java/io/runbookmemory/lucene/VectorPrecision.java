package io.runbookmemory.lucene;

/**
 * How precisely the graph of new segments compares vectors. Whatever it is, the vectors are kept in
 * full beside, and the similarities of hits are exact.
 */
public enum VectorPrecision {

  /** Four bytes a coordinate: no other copy is kept. */
  FLOAT32,

  /** One byte a coordinate, a fourth more on disk. */
  INT8,

  /** Half a byte a coordinate, an eighth more on disk. */
  INT4
}
