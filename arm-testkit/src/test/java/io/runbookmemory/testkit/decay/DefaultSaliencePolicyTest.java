package io.runbookmemory.testkit.decay;

import io.runbookmemory.salience.SaliencePolicy;

class DefaultSaliencePolicyTest extends SaliencePolicyContract {

  @Override
  protected SaliencePolicy policy() {
    return SaliencePolicy.DEFAULT;
  }
}
