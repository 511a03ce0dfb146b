// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

#if HTTP
    import CLibrary
    import EngineMetrics

    /// A worker that records through the generated Python module, like a part of a product that is written in Python.
    /// It finds the module below the working directory, where the repository has it, or where `PYTHONPATH` says.
    enum PythonWorker {
        static func worker(_ engine: EngineFlags) -> WorkerPool.Worker {
            // The tests have a Python of their own, which has the client.
            let interpreter = getenv("METRICSGEN_PYTHON").map { String(cString: $0) } ?? "python3"
            // Python doesn't know the standard sizes.
            var engine = engine
            engine.cudagraphCaptureSizes = engine.configuration.captureSizes
            return WorkerPool.Worker(
                name: "the Python worker", program: interpreter, arguments: ["-c", script] + engine.arguments)
        }

        /// A front end in Python: it counts requests that end, in addition to those of the engines.
        private static let script = #"""
            import argparse, os, random, sys, threading, time
            sys.path.append("Generated/python")
            from prometheus_client import Counter
            from vllm_metrics import VLLMMetrics

            threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
            parser = argparse.ArgumentParser()
            parser.add_argument("--model-name")
            parser.add_argument("--max-model-len", type=int)
            parser.add_argument("--enforce-eager", action="store_true")
            parser.add_argument("--cudagraph-capture-sizes", type=lambda text: [int(size) for size in text.split(",")])
            parser.add_argument("--product-version")
            parser.add_argument("--show-hidden-metrics-for-version")
            parser.add_argument("--disable-metrics", action="append", default=[])
            parser.add_argument("--lenient-metrics", action="store_true")
            flags = parser.parse_args()
            metrics = VLLMMetrics(
                model_name=flags.model_name,
                parameters=VLLMMetrics.Parameters(
                    max_model_len=flags.max_model_len, enforce_eager=flags.enforce_eager,
                    cudagraph_capture_sizes=flags.cudagraph_capture_sizes),
                visibility=VLLMMetrics.Visibility(
                    product_version=flags.product_version, show_hidden_for=flags.show_hidden_metrics_for_version,
                    disabling=[name.strip() for names in flags.disable_metrics for name in names.split(",")],
                    lenient=flags.lenient_metrics))
            python = Counter("python_worker_rounds", "Rounds of the worker that is written in Python.")
            while True:
                metrics.scheduler.num_requests_running.set(random.randrange(3))
                metrics.iteration.prompt_tokens.inc(random.randrange(1, 500))
                metrics.request.success.stop.inc()
                python.inc()
                time.sleep(0.1)
            """#
    }
#endif
