package io.runbookmemory.bench.search;

/** A peer that finds more the more candidates it is told to keep. */
public interface TunedSide extends Side {

  /** Sets how many candidates a search keeps, at least as many as are wanted. */
  void keep(int candidates);
}
