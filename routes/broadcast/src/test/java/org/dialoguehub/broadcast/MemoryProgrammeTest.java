package org.dialoguehub.broadcast;

final class MemoryProgrammeTest implements ProgrammeContract {
    private final Programme programme = new MemoryProgramme();

    @Override
    public Programme programme() {
        return programme;
    }
}
