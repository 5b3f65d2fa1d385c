"""Two papers of one event (同一会议的两篇报道): found in a library, compared sentence by sentence, shown as one."""
