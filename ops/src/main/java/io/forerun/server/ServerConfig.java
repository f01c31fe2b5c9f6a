package io.forerun.server;

import io.forerun.admin.AdminConfig;
import io.forerun.core.EngineConfig;
import io.forerun.gateway.GatewayConfig;
import io.forerun.journal.JournalConfig;
import io.forerun.pipeline.PipelineConfig;
import java.nio.file.Path;

/**
 * All that a server is started with.
 *
 * @param engine what the engine computes with
 * @param pipeline how stages run
 * @param gateway where it listens
 * @param admin where dashboard and API listen
 * @param journal how the journal is written
 * @param journalDirectory where
 * @param retrain when the model of users is trained anew
 * @param snapshot when its state is written, and how much journal stays
 * @param provision who carries decisions out, and how
 */
public record ServerConfig(
        EngineConfig engine,
        PipelineConfig pipeline,
        GatewayConfig gateway,
        AdminConfig admin,
        JournalConfig journal,
        Path journalDirectory,
        RetrainConfig retrain,
        SnapshotConfig snapshot,
        ProvisionConfig provision) {}
