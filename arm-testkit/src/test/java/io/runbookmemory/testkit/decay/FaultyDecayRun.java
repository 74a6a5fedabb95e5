package io.runbookmemory.testkit.decay;

import java.util.concurrent.atomic.AtomicReference;

/**
 * The contract on a way of fading that makes one mistake; {@link PlantedDecayFaultsTest} runs it.
 */
class FaultyDecayRun extends DecayContract {

  static final AtomicReference<DecayFault> PLANTED = new AtomicReference<>();

  @Override
  protected Decay decay() {
    return PLANTED.get().decay();
  }
}
