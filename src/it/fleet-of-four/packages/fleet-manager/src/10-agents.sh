agents() { seq 1 "${FLEET_SIZE:-3}"; }
