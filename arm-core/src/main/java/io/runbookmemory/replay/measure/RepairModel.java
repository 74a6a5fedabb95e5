package io.runbookmemory.replay.measure;

import io.runbookmemory.replay.Bootstrap;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * A model of how the mean time to repair would change. A replay knows when the first correct action
 * was taken, and when a plan held it; that people would have followed the plan, nobody measured. So
 * the model takes three numbers for granted and says what hangs on each: {@code followed × (carried
 * × (taken − offered − reading))} is saved where a plan held the action in time, and {@code
 * followed × reading} is lost where none did, since a plan was read for nothing.
 *
 * <p>The default ranges are wide because nothing is known: they are no measurement, and a team that
 * has its own numbers should set them.
 *
 * @param followed the share of incidents in which somebody does what the plan says
 * @param reading the minutes from the page to having read the plan
 * @param carried the share of the time that is won on the first correct action and still won when
 *     the incident ends
 */
public record RepairModel(Assumption followed, Assumption reading, Assumption carried) {

  /** Followed in 30 to 80 % of incidents, read in 5 to 1 minutes, carried over to 50 to 100 %. */
  public static final RepairModel DEFAULT =
      new RepairModel(
          new Assumption(0.3, 0.5, 0.8), new Assumption(5, 2, 1), new Assumption(0.5, 0.8, 1));

  private static final double SECONDS = 60;

  /** Checks the rules. */
  public RepairModel {
    followed.share("followed");
    carried.share("carried");
  }

  /** One number for each assumption. */
  private record Point(double followed, double reading, double carried) {}

  /**
   * Returns what the model says.
   *
   * @param responses of the incidents whose first correct action is known
   * @param bootstrap gives the interval
   * @return NaN throughout if there is no incident
   */
  public Sensitivity of(List<Response> responses, Bootstrap bootstrap) {
    Point middle = new Point(followed.middle(), reading.middle(), carried.middle());
    List<Swing> swings =
        Stream.of(
                swing(
                    "share of people who follow the plan",
                    followed,
                    responses,
                    value -> new Point(value, middle.reading(), middle.carried())),
                swing(
                    "minutes to read it",
                    reading,
                    responses,
                    value -> new Point(middle.followed(), value, middle.carried())),
                swing(
                    "share of the time won that is still won at the end",
                    carried,
                    responses,
                    value -> new Point(middle.followed(), middle.reading(), value)))
            .sorted(Comparator.comparingDouble(Swing::width).reversed())
            .toList();
    double[] corners = corners(responses);
    return new Sensitivity(
        responses.size(),
        bootstrap.estimate(responses, sample -> change(sample, middle)),
        DoubleStream.of(corners).min().orElse(Double.NaN),
        DoubleStream.of(corners).max().orElse(Double.NaN),
        swings);
  }

  private interface At {
    Point with(double value);
  }

  private static Swing swing(
      String assumes, Assumption assumption, List<Response> responses, At at) {
    return new Swing(
        assumes,
        assumption,
        change(responses, at.with(assumption.low())),
        change(responses, at.with(assumption.high())));
  }

  private double[] corners(List<Response> responses) {
    return ends(followed)
        .boxed()
        .flatMap(
            share ->
                ends(reading)
                    .boxed()
                    .flatMap(
                        minutes -> ends(carried).mapToObj(kept -> new Point(share, minutes, kept))))
        .mapToDouble(point -> change(responses, point))
        .toArray();
  }

  private static DoubleStream ends(Assumption of) {
    return DoubleStream.of(of.low(), of.high());
  }

  private static double change(List<Response> responses, Point at) {
    return responses.stream().mapToDouble(one -> change(one, at)).average().orElse(Double.NaN);
  }

  private static double change(Response response, Point at) {
    Duration offered = response.offeredAfter();
    if (offered == null) {
      return at.followed() * at.reading();
    }
    double won = minutes(response.actedAfter()) - minutes(offered) - at.reading();
    return won <= 0 ? 0 : -at.followed() * at.carried() * won;
  }

  private static double minutes(Duration duration) {
    return (double) duration.toSeconds() / SECONDS;
  }
}
