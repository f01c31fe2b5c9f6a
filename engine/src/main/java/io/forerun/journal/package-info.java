/**
 * Append, read and repair of opaque records, on Chronicle Queue and in memory. A {@link io.forerun.journal.Journal} numbers
 * the records 1, 2, ... and hands them out again, each checked against its CRC32C and its number.
 *
 * <pre>
 *  DIR/journal.lock                    held while a writer has the journal open
 *  DIR/00000000000000000001.sealed     files of earlier openings, named by their first sequence, never written again
 *  DIR/20261125-0335V.cq4              files of the present opening, written through Chronicle Queue
 *  DIR/journal.first                   sequence of the oldest record kept, once files were removed by retention
 *  DIR/damaged-1/                      bytes that a repair or a salvage took out
 *  DIR/snapshots/*.state               states of the reader, each named by the last record that it knows
 * </pre>
 *
 * Chronicle Queue writes, and only into files it made in the same opening: its recovery loses appends behind a hole
 * without a word, so it is never needed. Reading, checking and repair walk the frames of the files by plain reads, which
 * cannot fault on a file cut short. What decides is continuity: garbage between record n and record n + 1 loses nothing.
 *
 * <p>Called by: pipeline (append on the journal thread, replay at start), replay and the command line. Threads: one writer,
 * any number of readers, each with its own {@link io.forerun.journal.JournalReader}. This is the only package that touches
 * Chronicle.
 */
package io.forerun.journal;
