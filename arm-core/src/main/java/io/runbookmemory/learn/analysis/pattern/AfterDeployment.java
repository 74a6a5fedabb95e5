package io.runbookmemory.learn.analysis.pattern;

import io.runbookmemory.learn.analysis.signal.Place;
import io.runbookmemory.learn.analysis.signal.Signal;
import java.time.Duration;
import java.util.List;

/**
 * That an alert comes after its service is deployed.
 *
 * @param signal what comes
 * @param within how long after at most
 * @param support after how many deployments it came
 * @param deployments of how many
 * @param lift how many times as often as at comparable times without a deployment
 * @param logP ln of the probability that chance gives as many, before the correction for many tests
 */
public record AfterDeployment(
    Signal signal, Duration within, long support, long deployments, double lift, double logP)
    implements Finding {

  @Override
  public String kind() {
    return "after-deployment";
  }

  @Override
  public String key() {
    return signal.key();
  }

  @Override
  public double confidence() {
    return (double) support / deployments;
  }

  @Override
  public Place place() {
    return signal.place();
  }

  @Override
  public List<Signal> signals() {
    return List.of(signal);
  }

  @Override
  public String description() {
    return signal
        + " comes within "
        + within.toMinutes()
        + " min after a deployment of its service: "
        + support
        + " of "
        + deployments
        + " times, "
        + Written.times(lift)
        + " times as often as otherwise";
  }
}
