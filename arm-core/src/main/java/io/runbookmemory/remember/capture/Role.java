package io.runbookmemory.remember.capture;

/** What a piece of an account is about. */
enum Role {
  SYMPTOM,
  CAUSE,
  /** Something that was done and, as nobody says otherwise, ended it. */
  FIX,
  MITIGATION,
  NO_EFFECT,
  WORSENED,
  /** The action said before had no effect. */
  PREVIOUS_HAD_NO_EFFECT,
  /** The action said before made it worse. */
  PREVIOUS_WORSENED,
  /** The action said before helped for a while. */
  PREVIOUS_MITIGATED,
  /** The action said before helped. */
  PREVIOUS_HELPED
}
