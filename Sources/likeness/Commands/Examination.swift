import FaceSearch
import Foundation
import Gallery
import Inference
import Photos
import Presentation
import Rules
import Vocabulary

/// What `likeness doctor` looks at.
struct Examination {
    let home: URL

    var findings: [Finding] { [processor, kernels] + inference + [decoder] + formats + [homeFinding] + oversightKey }

    private var processor: Finding {
        let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
        func value(_ key: String) -> Substring? {
            lines.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last
        }
        let flags = Set((value("flags") ?? "").split(separator: " "))
        let used = ["avx2", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16"].filter {
            flags.contains(Substring($0))
        }
        let name = value("model name")?.trimmingCharacters(in: .whitespaces) ?? "unknown"
        return Finding(
            check: "processor", state: .fine,
            detail: "\(name), \(InferenceEngine.cores) cores; "
                + (used.isEmpty ? "no vector extensions that matter" : used.joined(separator: ", ")))
    }

    private var kernels: Finding {
        Finding(
            check: "gallery kernel", state: .fine,
            detail: "scan \(SearchKernels.chosen.scan), rescoring \(SearchKernels.chosen.similarity)")
    }

    private var inference: [Finding] {
        do {
            let installation = try Installation.ofThisProgram()
            let engine = try InferenceEngine(installation)
            let fine = Finding(
                check: "OpenVINO", state: .fine,
                detail: "\(engine.version), templates in \(engine.fastestPrecision.rawValue)")
            return [fine] + ModelDescription.Role.allCases.map { model($0, installation) }
        } catch {
            return [missing("OpenVINO", error)]
        }
    }

    private func model(_ role: ModelDescription.Role, _ installation: Installation) -> Finding {
        do {
            let model = try installation.model(role)
            try installation.verify(model)
            return Finding(check: role.rawValue, state: .fine, detail: "\(model.id.rawValue) (\(model.licence))")
        } catch {
            // Without the last two only `synth` and `demo` cannot work.
            let needed = role == .detector || role == .recogniser
            return missing(role.rawValue, error, state: needed ? .missing : .limited)
        }
    }

    private var decoder: Finding {
        do {
            try PhotoLibrary.start()
            return Finding(check: "libvips", state: .fine, detail: PhotoLibrary.version)
        } catch {
            return missing("libvips", error)
        }
    }

    private var formats: [Finding] {
        let unreadable = PhotoFormat.allCases.filter { !$0.isReadable }
        let readable = PhotoFormat.allCases.filter(\.isReadable).map(\.rawValue).joined(separator: ", ")
        if unreadable.isEmpty { return [Finding(check: "photo formats", state: .fine, detail: readable)] }
        return [
            Finding(
                check: "photo formats", state: .limited,
                detail: "\(readable); not \(unreadable.map(\.rawValue).joined(separator: ", "))",
                remedy: "Install the full libvips of your system; Debian's libvips42 reads them all.")
        ]
    }

    private var homeFinding: Finding {
        do {
            let opened = try Home.open(at: home)
            let recogniser = try Installation.ofThisProgram().model(.recogniser)
            let state = try opened.examine(model: recogniser.id, templateLength: recogniser.outputWidth ?? 0)
            return Finding(
                check: "home", state: .fine,
                detail: "\(home.path), profile \(opened.profile.rawValue), "
                    + "\(counted(state.collections, "collection")), \(counted(state.faces, "face"))"
                    + (state.openSearches > 0 ? ", \(counted(state.openSearches, "search")) begun and not ended" : "")
                    + (state.openErasures > 0
                        ? ", an erasure begun and not ended: `likeness retention run` finishes it" : ""))
        } catch let failure as Failure where failure.code == .homeMissing {
            return Finding(
                check: "home", state: .limited, detail: "none at \(home.path)", code: failure.code.name,
                remedy: failure.remedy)
        } catch {
            return missing("home", error)
        }
    }

    /// Nothing where there is no home, or one in which nothing was sealed yet.
    private var oversightKey: [Finding] {
        do {
            switch try Home.open(at: home).examineOversightKey() {
            case .here:
                return [Finding(check: "oversight key", state: .fine, detail: "opens the sealed templates of probes")]
            case .elsewhere:
                return [
                    Finding(
                        check: "oversight key", state: .limited,
                        detail: "not here: probes are not compared on this machine",
                        code: Failure.Code.oversightKeyMissing.name,
                        remedy: "Put oversight.key into the home, unless it is kept elsewhere on purpose.")
                ]
            case .notYet: return []
            }
        } catch let failure as Failure where failure.code == .oversightKeyUnusable {
            return [missing("oversight key", failure)]
        } catch {
            // The home's own finding tells of it.
            return []
        }
    }

    private func missing(_ check: String, _ error: any Error, state: Finding.State = .missing) -> Finding {
        guard let failure = error as? Failure else {
            return Finding(check: check, state: .missing, detail: "cannot be looked at")
        }
        return Finding(
            check: check, state: state, detail: failure.reason, code: failure.code.name, remedy: failure.remedy)
    }
}
