package io.runbookmemory.learn.analysis;

import io.runbookmemory.learn.analysis.pattern.Finding;
import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import io.runbookmemory.learn.merge.Contradiction;
import io.runbookmemory.memory.MemoryId;
import java.util.List;

/**
 * That two memories cannot both be right.
 *
 * @param first the one of the lower id
 * @param second the other
 * @param place what the first applies to
 * @param why what contradicts what
 */
public record Contradicted(MemoryId first, MemoryId second, Place place, String why)
    implements Finding {

  static Contradicted of(Contradiction one) {
    var scope = one.first().scope();
    return new Contradicted(
        one.first().id(),
        one.second().id(),
        new Place(scope.service(), scope.env(), scope.cluster()),
        one.why());
  }

  @Override
  public String kind() {
    return "contradiction";
  }

  @Override
  public String key() {
    return first + "/" + second;
  }

  @Override
  public String description() {
    return why + " (" + first + ", " + second + ")";
  }

  @Override
  public long support() {
    return 2;
  }

  @Override
  public double confidence() {
    return 1;
  }

  @Override
  public List<Signal> signals() {
    return List.of();
  }
}
