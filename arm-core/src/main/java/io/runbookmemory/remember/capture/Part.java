package io.runbookmemory.remember.capture;

/** What an account of an incident should say. */
public enum Part {
  /** What was seen. */
  SYMPTOM,
  /** When it began. */
  START,
  /** Which service suffered. */
  SERVICE,
  /** What ended or eased it. */
  FIX,
  /** Why it happened. */
  ROOT_CAUSE
}
