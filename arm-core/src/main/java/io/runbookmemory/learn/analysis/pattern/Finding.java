package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.util.List;

/** Something that analysis found, with what it rests on. Immutable. */
public interface Finding {

  /**
   * Returns what sort of finding it is.
   *
   * @return such as {@code correlation} or {@code temporal}
   */
  String kind();

  /**
   * Returns what tells it from every other finding of its kind. It stays the same while the finding
   * grows: a later run that finds it again gives the same key.
   *
   * @return a text without meaning for people
   */
  String key();

  /**
   * Returns what it says.
   *
   * @return a sentence with the numbers it rests on
   */
  String description();

  /**
   * Returns how many observations it rests on.
   *
   * @return at least 1
   */
  long support();

  /**
   * Returns how often it held where it could have.
   *
   * @return in [0, 1]
   */
  double confidence();

  /**
   * Returns what it applies to.
   *
   * @return a service, an environment and a cluster, each where it holds for one alone
   */
  Place place();

  /**
   * Returns the alerts that it is about.
   *
   * @return possibly empty
   */
  List<Signal> signals();
}
