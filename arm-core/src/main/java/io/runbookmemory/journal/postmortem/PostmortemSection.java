package io.runbookmemory.journal.postmortem;

/** The parts of a postmortem, in their order; after Site Reliability Engineering, appendix D. */
public enum PostmortemSection {
  /** What happened, in a few lines. */
  SUMMARY("Summary"),
  /** What it did to users and to the error budget. */
  IMPACT("Impact"),
  /** What happened when. */
  TIMELINE("Timeline"),
  /** Why. */
  ROOT_CAUSE("Root cause"),
  /** What ended the harm or lessened it. */
  HELPED("What helped"),
  /** What changed nothing, or made it worse. */
  DID_NOT_HELP("What did not help"),
  /** What is to be done. */
  ACTION_ITEMS("Action items"),
  /** What nobody said or could find out. */
  UNKNOWN("What is unknown");

  private final String heading;

  PostmortemSection(String heading) {
    this.heading = heading;
  }

  /**
   * Returns its heading.
   *
   * @return a few words
   */
  public String heading() {
    return heading;
  }
}
