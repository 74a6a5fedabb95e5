package io.runbookmemory.examples;

/** The objective of a shop whose requests a Prometheus counts. */
public final class ShopSlo {

  /** In OpenSLO: 99.9 % of the requests of the checkout are answered well. */
  public static final String YAML =
      """
      apiVersion: openslo/v1
      kind: SLO
      metadata: {name: checkout-availability}
      spec:
        service: checkout
        indicator:
          metadata: {name: answered}
          spec:
            ratioMetric:
              counter: true
              good: {metricSource: {type: Prometheus, spec: {query: shop_good_total}}}
              total: {metricSource: {type: Prometheus, spec: {query: shop_all_total}}}
        timeWindow: [{duration: 28d, isRolling: true}]
        budgetingMethod: Occurrences
        objectives: [{target: 0.999}]
      """;

  private ShopSlo() {}
}
