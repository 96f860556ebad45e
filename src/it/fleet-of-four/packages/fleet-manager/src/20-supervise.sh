for agent in $(agents); do echo "agent $agent is supervised"; done
