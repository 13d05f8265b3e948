import sys
from hypothesis import settings, Phase, HealthCheck
from hypothesis.stateful import run_state_machine_as_test
from tests.unit.services.history.test_two_people_machine import TwoPeople
import time
t=time.time()
run_state_machine_as_test(TwoPeople, settings=settings(max_examples=int(sys.argv[1]), stateful_step_count=int(sys.argv[2]), deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate], database=None, report_multiple_bugs=False))
print("ok", time.time()-t)
